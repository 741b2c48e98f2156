/** verify-service: checks that artifacts can be restored. */
@NullMarked
package io.holdfast.verify;

import org.jspecify.annotations.NullMarked;
