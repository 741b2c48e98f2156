/** Domain of verification: results of checks, comparison with the history, and the verdict. */
@NullMarked
package io.holdfast.verify.verifying;

import org.jspecify.annotations.NullMarked;
