/** Who keeps the passwords of databases where they lie in no file: HashiCorp Vault, by Quarkus' own extension. */
@NullMarked
package io.holdfast.credentials;

import org.jspecify.annotations.NullMarked;
