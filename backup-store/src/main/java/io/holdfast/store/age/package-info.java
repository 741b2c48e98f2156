/** Encryption in age's public format: whoever has the key opens the files with the public {@code age} program alone. */
@NullMarked
package io.holdfast.store.age;

import org.jspecify.annotations.NullMarked;
