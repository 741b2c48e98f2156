@NullMarked
package io.holdfast.store.settings;

import org.jspecify.annotations.NullMarked;
