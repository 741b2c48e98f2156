/** What every service checks of a request by HTTP before it answers. */
@NullMarked
package io.holdfast.events.http;

import org.jspecify.annotations.NullMarked;
