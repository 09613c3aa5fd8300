"""The Streamlit app: `streamlit run app.py` or `armsgraph app`."""
