package io.holdfast.bench;

import io.holdfast.localstack.LocalS3Server;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Measures the baseline of the storage: a multipart upload of a file with the SDK alone, with its default settings, one
 * part after the other.
 */
final class PlainUploadBenchmark implements AutoCloseable {

    private static final int PART_BYTES = 8 << 20;
    private static final String BUCKET = "bare";
    private static final String KEY = "file";

    private final S3Client client;

    PlainUploadBenchmark(LocalS3Server server) {
        server.createBucket(BUCKET);
        client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    void send(Path file) throws Exception {
        String id = client.createMultipartUpload(
                        request -> request.bucket(BUCKET).key(KEY))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(PART_BYTES); part.length > 0; part = in.readNBytes(PART_BYTES)) {
                parts.add(sent(id, parts.size() + 1, part));
            }
        }
        client.completeMultipartUpload(
                request -> request.bucket(BUCKET).key(KEY).uploadId(id).multipartUpload(all -> all.parts(parts)));
    }

    private CompletedPart sent(String id, int number, byte[] part) {
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part), part.length, "application/octet-stream");
        String tag = client.uploadPart(
                        request -> request.bucket(BUCKET).key(KEY).uploadId(id).partNumber(number), body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    void delete() {
        client.deleteObject(request -> request.bucket(BUCKET).key(KEY));
    }

    @Override
    public void close() {
        client.close();
    }
}
