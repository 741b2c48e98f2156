/** Runs verifications and drills: one per worker, each under a lease. */
@NullMarked
package io.holdfast.verify.worker;

import org.jspecify.annotations.NullMarked;
