"""Who may reach the dashboard, and what a browser may do with it."""
