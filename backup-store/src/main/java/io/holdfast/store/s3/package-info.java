/** Buckets of S3-compatible storages: what one request does, and the order of requests that makes an artifact final. */
@NullMarked
package io.holdfast.store.s3;

import org.jspecify.annotations.NullMarked;
