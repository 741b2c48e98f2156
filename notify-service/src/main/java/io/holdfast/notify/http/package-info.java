/** What this service tells over HTTP; read only. */
@NullMarked
package io.holdfast.notify.http;

import org.jspecify.annotations.NullMarked;
