/** Which backup is restored when, only to see that it can be, and what follows from how it went. */
@NullMarked
package io.holdfast.verify.drilling;

import org.jspecify.annotations.NullMarked;
