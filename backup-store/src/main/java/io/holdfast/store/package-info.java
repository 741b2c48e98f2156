/** Artifact storage: names, manifests and destinations, and the steps that make an artifact final. */
@NullMarked
package io.holdfast.store;

import org.jspecify.annotations.NullMarked;
