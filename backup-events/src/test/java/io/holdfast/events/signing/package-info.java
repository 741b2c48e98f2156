/** Tests of keys, signatures and authorized publishers. */
@NullMarked
package io.holdfast.events.signing;

import org.jspecify.annotations.NullMarked;
