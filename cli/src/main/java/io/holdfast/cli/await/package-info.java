/** Decides from events whether the result of a request is reached. Depends only on the event types. */
@NullMarked
package io.holdfast.cli.await;

import org.jspecify.annotations.NullMarked;
