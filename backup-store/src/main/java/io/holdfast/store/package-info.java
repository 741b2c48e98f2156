/** Where bytes lie: names, manifests and destinations, and the order in which an artifact becomes final. */
@NullMarked
package io.holdfast.store;

import org.jspecify.annotations.NullMarked;
