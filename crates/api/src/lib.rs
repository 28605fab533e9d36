//! Every operation of the studio: rights, transaction, view, event. Knows no transport.
