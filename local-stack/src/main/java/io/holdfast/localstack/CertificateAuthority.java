package io.holdfast.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Issues certificates that are valid for two days, with the JDK's keytool. */
public final class CertificateAuthority {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SIGNER = "authority";
    private static final String OWN = "own";

    private final Path folder;
    private final Path passwordFile;

    private CertificateAuthority(Path folder) {
        this.folder = folder;
        this.passwordFile = folder.resolve("password");
    }

    /** Reads the authority in the folder, or creates it. */
    public static CertificateAuthority in(Path folder) {
        CertificateAuthority certificateAuthority =
                new CertificateAuthority(folder.toAbsolutePath().normalize());
        if (!Files.exists(certificateAuthority.certificate())) {
            certificateAuthority.found();
        }
        return certificateAuthority;
    }

    /** The CA certificate that all parties trust, in PEM. */
    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    private Path store() {
        return folder.resolve("authority.p12");
    }

    private void found() {
        try {
            Files.createDirectories(folder);
            PasswordFileGenerator.kept(passwordFile);
            generate(store(), SIGNER, "Holdfast's authority for tests", "-ext", "bc:critical=ca:true");
            Files.writeString(
                    certificate(),
                    pem("CERTIFICATE", load(store()).getCertificate(SIGNER).getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException("cannot create certificates in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String pem(String what, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    /** Issues a key and a certificate for this common name, also valid for a server on loopback. */
    public TlsCertificateFiles issue(String name) {
        return issue(name, "ip:127.0.0.1,dns:localhost");
    }

    /** @param places the server's alternative names, in keytool's format: {@code dns:db.example} */
    public TlsCertificateFiles issue(String name, String places) {
        TlsCertificateFiles files = TlsCertificateFiles.in(folder.resolve(name));
        Path both = folder.resolve(name + ".making");
        try {
            Files.createDirectories(files.folder());
            Files.copy(store(), both, StandardCopyOption.REPLACE_EXISTING);
            generate(both, OWN, name, "-signer", SIGNER, "-ext", "san=" + places);
            KeyStore made = load(both);
            KeyStore alone = KeyStore.getInstance("PKCS12");
            alone.load(null, null);
            alone.setKeyEntry(OWN, made.getKey(OWN, password()), password(), made.getCertificateChain(OWN));
            try (OutputStream out = Files.newOutputStream(files.store())) {
                alone.store(out, password());
            }
            Files.writeString(files.passwordFile(), new String(password()), StandardCharsets.UTF_8);
            PasswordFileGenerator.write(
                    files.key(), pem("PRIVATE KEY", made.getKey(OWN, password()).getEncoded()));
            Files.writeString(
                    files.certificate(),
                    pem("CERTIFICATE", made.getCertificate(OWN).getEncoded()));
            Files.delete(both);
            return files;
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException("cannot create a certificate for " + name + ": " + e.getMessage(), e);
        }
    }

    private void generate(Path store, String alias, String name, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:file",
                passwordFile.toString()));
        command.addAll(List.of(more));
        Path log = folder.resolve("keytool.log");
        ManagedProcess keytool = ManagedProcess.of(BackgroundProcessLauncher.start(
                OsUser.OURSELVES, command, ProcessEnvironment.plain(), folder, log, ProcessLifetime.BOUND));
        if (!keytool.awaitEnd(PATIENCE)) {
            keytool.kill9();
            throw new StackException("keytool did not exit; " + log + " ends with\n  "
                    + ProcessLogReader.whole(log).tail());
        }
    }

    private KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password());
        }
        return keys;
    }

    private char[] password() {
        return PasswordFileGenerator.kept(passwordFile).toCharArray();
    }
}
