/** Delivery by SMTP. */
@NullMarked
package io.holdfast.notify.mail;

import org.jspecify.annotations.NullMarked;
