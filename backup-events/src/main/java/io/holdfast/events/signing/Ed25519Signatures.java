package io.holdfast.events.signing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/** Creates and verifies Ed25519 signatures (RFC 8032), and computes key ids. */
final class Ed25519Signatures {

    private static final int ID_BYTES = 8;

    private Ed25519Signatures() {}

    static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(Ed25519PemParser.ED25519);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }

    static boolean isBy(PublicKey key, byte[] bytes, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(Ed25519PemParser.ED25519);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // The JDK throws an exception for a signature with a wrong length or format; it is just an invalid
            // signature.
            return false;
        }
    }

    /** The first 16 hexadecimal digits of the SHA-256 of the key in DER format (SubjectPublicKeyInfo). */
    static String idOf(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime supports SHA-256", e);
        }
    }
}
