"""The panes of the dashboard, in the order of their numbers: one generic pane and a declarative spec for each."""

from ngkt_tui.tui.panes import agreements_and_markets, conferences, directives, officials_and_agencies

SPECS = (conferences.SPEC, directives.SPEC, agreements_and_markets.SPEC, officials_and_agencies.SPEC)
