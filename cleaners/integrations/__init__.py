"""The cleaners as parts of other tools' pipelines; each module needs the tool that it is named after."""
