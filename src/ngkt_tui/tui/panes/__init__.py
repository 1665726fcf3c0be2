"""The panes of the dashboard, in the order of their numbers: one generic pane and a declarative spec for each."""

from ngkt_tui.tui.panes import agreements_pane, conferences_pane, directives_pane, officials_pane

SPECS = (conferences_pane.SPEC, directives_pane.SPEC, agreements_pane.SPEC, officials_pane.SPEC)
