/** What is sent, in which form, and what came of it. */
@NullMarked
package io.holdfast.notify.sending;

import org.jspecify.annotations.NullMarked;
