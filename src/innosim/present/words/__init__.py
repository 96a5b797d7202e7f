"""Words in English and Danish. A module's name says what its words are about; `language` picks one of the two."""
