"""What a person sees and says: the command line and its checks, progress, reasons, the last lines of a run."""
