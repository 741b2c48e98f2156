/** Keys, signatures and who may publish what. */
@NullMarked
package io.holdfast.events.signing;

import org.jspecify.annotations.NullMarked;
