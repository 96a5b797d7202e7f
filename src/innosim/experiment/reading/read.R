# Reads the tables of this result into the list `result`: result$metrics, result$indicators, ...
# Run it from this folder, or from elsewhere with source("read.R", chdir = TRUE) and its path.
#
# Where the package nanoparquet or arrow is installed the Parquet files are read as they are;
# otherwise the CSV files that this command writes into csv/ (name this folder in place of DIR):
#     innosim export DIR --to csv
# codebook.csv has the unit and the meaning of every column, in English and Danish.

tables <- c("metrics", "indicators", "ideas", "gates", "ledger", "bookings")

read_parquet_table <- function(file) {
  if (requireNamespace("nanoparquet", quietly = TRUE)) {
    return(as.data.frame(nanoparquet::read_parquet(file)))
  }
  if (requireNamespace("arrow", quietly = TRUE)) {
    return(as.data.frame(arrow::read_parquet(file)))
  }
  NULL
}

read_csv_table <- function(file) {
  if (!file.exists(file)) {
    stop("Install nanoparquet or arrow, or run: innosim export DIR --to csv", call. = FALSE)
  }
  semicolons <- grepl(";", readLines(file, n = 1, warn = FALSE), fixed = TRUE)
  read <- if (semicolons) utils::read.csv2 else utils::read.csv
  read(file, fileEncoding = "UTF-8-BOM", na.strings = "")
}

read_table <- function(name) {
  found <- read_parquet_table(paste0(name, ".parquet"))
  if (is.null(found)) {
    found <- read_csv_table(file.path("csv", paste0(name, ".csv")))
  }
  # an idea's identity has 49 bits: too many for R's integers, few enough for its numbers
  wide <- vapply(found, inherits, logical(1), what = "integer64")
  found[wide] <- lapply(found[wide], as.numeric)
  texts <- vapply(found, is.factor, logical(1))
  found[texts] <- lapply(found[texts], as.character)
  found
}

result <- stats::setNames(lapply(tables, read_table), tables)
result$summary <- utils::read.csv("summary.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
result$codebook <- utils::read.csv("codebook.csv", fileEncoding = "UTF-8-BOM", encoding = "UTF-8")

for (name in names(result)) {
  cat(sprintf("result$%-10s %8d rows, %3d columns\n", name, nrow(result[[name]]), ncol(result[[name]])))
}
