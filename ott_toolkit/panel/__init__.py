"""The investigation panel of the notebooks: enter or paste, see both tables and both charts."""

from ott_toolkit.panel.panel import Panel

__all__ = ["Panel"]
