/** Files with secrets, read in the same way everywhere. */
@NullMarked
package io.holdfast.events.secret;

import org.jspecify.annotations.NullMarked;
