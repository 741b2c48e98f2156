/** Where the artifacts go, and which names on it have an explanation. */
@NullMarked
package io.holdfast.dump.storage;

import org.jspecify.annotations.NullMarked;
