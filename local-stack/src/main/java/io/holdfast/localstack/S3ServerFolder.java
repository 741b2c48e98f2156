package io.holdfast.localstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The S3 server's settings and data. */
record S3ServerFolder(Path properties, Path data, int port, BucketAccessKeys keys) {

    private static final String OWN_PORT = "holdfast.port";
    private static final String ACCESS_KEY = "s3proxy.identity";
    private static final String SECRET_KEY = "s3proxy.credential";

    /**
     * Reads the files below {@code home}, or creates them. Changes the port if another process has taken the former
     * one.
     */
    static S3ServerFolder prepare(Path home, Optional<BucketAccessKeys> wanted) {
        Optional<S3ServerFolder> former = existing(home);
        BucketAccessKeys keys =
                wanted.or(() -> former.map(S3ServerFolder::keys)).orElseGet(BucketAccessKeys::random);
        int port = former.map(S3ServerFolder::port).filter(FreePort::isFree).orElseGet(FreePort::any);
        S3ServerFolder files = new S3ServerFolder(home.resolve("s3proxy.conf"), home.resolve("data"), port, keys);
        files.write();
        return files;
    }

    static Optional<S3ServerFolder> existing(Path home) {
        Path file = home.resolve("s3proxy.conf");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return Optional.of(new S3ServerFolder(
                file,
                home.resolve("data"),
                Integer.parseInt(properties.getProperty(OWN_PORT)),
                new BucketAccessKeys(properties.getProperty(ACCESS_KEY), properties.getProperty(SECRET_KEY))));
    }

    /** The file contains the keys, so only its owner may read it. */
    private void write() {
        String text = """
            s3proxy.endpoint=http://127.0.0.1:%1$d
            s3proxy.authorization=aws-v2-or-v4
            %2$s=%3$s
            %4$s=%5$s
            s3proxy.jetty.max-threads=24
            jclouds.provider=filesystem-nio2
            jclouds.identity=local
            jclouds.credential=local
            jclouds.filesystem.basedir=%6$s
            %7$s=%1$d
            """.formatted(port, ACCESS_KEY, keys.accessKey(), SECRET_KEY, keys.secretKey(), data, OWN_PORT);
        try {
            Files.createDirectories(data);
            PasswordFileGenerator.write(properties, text);
        } catch (IOException e) {
            throw new StackException("cannot write " + properties + ": " + e.getMessage(), e);
        }
    }
}
