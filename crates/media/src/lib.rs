//! Covers, thumbnails and probing of video files. Bytes in, bytes out.
