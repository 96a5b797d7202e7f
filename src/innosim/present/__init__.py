"""What people look at: sentences and tables in English and Danish, figures, reports."""
