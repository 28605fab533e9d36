// One raw-body upload with progress and cancel. XMLHttpRequest, because fetch reports no upload progress.

import { StudioError, type StoredFile, type UploadOptions } from "./host";

export function uploadTo(
  url: string,
  file: Blob,
  headers: Record<string, string>,
  { onProgress, signal }: UploadOptions = {},
): Promise<StoredFile> {
  return new Promise((done, fail) => {
    if (signal?.aborted) return fail(new StudioError("canceled"));
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("POST", url);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) done(answer as StoredFile);
      else fail(StudioError.of(answer));
    };
    request.onerror = () => fail(new StudioError("offline"));
    request.onabort = () => fail(new StudioError("canceled"));
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    signal?.addEventListener("abort", stop);
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
