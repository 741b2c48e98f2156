/** Read-only HTTP API for backups, verifications and drills. */
@NullMarked
package io.holdfast.verify.http;

import org.jspecify.annotations.NullMarked;
