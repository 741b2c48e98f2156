/** Reading the books; nothing here changes anything. */
@NullMarked
package io.holdfast.retention.http;

import org.jspecify.annotations.NullMarked;
