"""What the dashboard does behind its pages; nothing here draws."""
