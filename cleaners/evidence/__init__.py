"""Whether a line inside the wrapper is the author's: witnesses, and one verdict over what they and the steps say."""
