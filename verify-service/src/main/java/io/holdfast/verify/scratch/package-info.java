/** Drills on the scratch server: restores, compares and probes backups, and drops what was created there. */
@NullMarked
package io.holdfast.verify.scratch;

import org.jspecify.annotations.NullMarked;
