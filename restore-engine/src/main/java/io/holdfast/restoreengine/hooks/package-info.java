/** Runs operators' commands before and after a restore, and probes endpoints. */
@NullMarked
package io.holdfast.restoreengine.hooks;

import org.jspecify.annotations.NullMarked;
