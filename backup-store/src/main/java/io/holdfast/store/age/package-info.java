/** Encryption in age's public format: the key and the public {@code age} program are enough to decrypt the files. */
@NullMarked
package io.holdfast.store.age;

import org.jspecify.annotations.NullMarked;
