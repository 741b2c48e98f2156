/** Who is told what, when it is tried again, and where a delivery may go to. Knows only the JDK and the vocabulary. */
@NullMarked
package io.holdfast.notify.notifying;

import org.jspecify.annotations.NullMarked;
