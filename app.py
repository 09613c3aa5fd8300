"""The Streamlit app: `streamlit run app.py` or `armsgraph app`."""

from graph.ui.main import main

main()
