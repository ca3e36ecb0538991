"""What pages show, as HTML: plain functions from rows to text; nothing here imports Streamlit."""
