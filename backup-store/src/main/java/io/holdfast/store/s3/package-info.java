/** Buckets of S3-compatible storages: the requests, and the order of requests that seals an artifact. */
@NullMarked
package io.holdfast.store.s3;

import org.jspecify.annotations.NullMarked;
