* Reads the tables of this result, each into a frame of its own name. Run it from this folder.
*
* First let innosim write them for Stata, into dta/ (name this folder in place of DIR):
*     innosim export DIR --to dta
*
* Frames need Stata 16. In Stata 14 and 15 read one table at a time:  use "dta/metrics.dta", clear
* codebook.csv has the unit and the meaning of every column, in English and Danish.
* Texts such as regime are numbers with value labels:  keep if regime == "framed":regime

version 16

capture confirm file "dta/metrics.dta"
if _rc {
    display as error "There is no dta/metrics.dta: run  innosim export DIR --to dta"
    exit 601
}

foreach table in metrics indicators ideas gates ledger bookings {
    capture frame drop `table'
    frame create `table'
    frame `table': use "dta/`table'.dta", clear
}

frame change metrics
describe, short
