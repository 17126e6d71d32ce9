"""Archives of any size into tables: found, sifted, read and written in parts that are each done once.

plans      what is to be done, cut into parts, written down before the first is begun
records    the reports of one part, one after the other
finding    a report to its document, or the reason why it goes no further
confining  the process that finds and reads, with its limits of time and memory
working    one part after the other, each kept whole or not at all
copies     which reports are near-copies of earlier ones, over all parts
tables     readings as rows; `months` writes them by month of publication
running    the whole, on this machine (`pool`) or on many (`pipeline.on_ray`)
"""
