"""The four panes: one generic pane and a declarative spec for each."""
