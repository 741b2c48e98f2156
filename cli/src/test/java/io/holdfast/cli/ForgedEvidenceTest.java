package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.evidence.CanonicalJson;
import io.holdfast.cli.evidence.ForgedEvidence;
import io.holdfast.cli.evidence.QuarterOfEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consistent files that hide something. Each is compared with the true event log. */
class ForgedEvidenceTest {

    private static final int WHOLE = 0;
    private static final int BROKEN = 15;
    private static final int UNCOMPARED = 16;

    private final TypedCommand holdfast = new TypedCommand();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_quarter_was_written_down() {
        holdfast.clock.advance(
                Duration.between(holdfast.clock.instant(), QuarterOfEvents.BEGIN.plus(Duration.ofDays(92))));
        holdfast.log.lying.addAll(QuarterOfEvents.told().records());
        assertThat(holdfast.run(
                        "evidence",
                        "--from",
                        "2026-07-01",
                        "--out",
                        folder.resolve("q3").toString()))
                .isZero();
        file = folder.resolve("q3.json");
    }

    private int check() {
        return holdfast.run("evidence", "--check", file.toString());
    }

    private JsonNode written() throws IOException {
        return CanonicalJson.read(Files.readString(file));
    }

    private void forge(ObjectNode forged) throws IOException {
        Files.writeString(file, forged.toString());
        Files.deleteIfExists(folder.resolve("q3.html"));
    }

    static Stream<Named<Consumer<ObjectNode>>> concealments() {
        return Stream.of(
                Named.of("an entry of another time, so that a drill ends before it fails", file -> {
                    for (JsonNode entry : file.path("entries")) {
                        if (isFailedDrill(entry)) {
                            ((ObjectNode) entry).put("time", "2026-07-01T00:00:00Z");
                        }
                    }
                    sort((ArrayNode) file.path("entries"));
                }),
                Named.of("events in another order", file -> {
                    ArrayNode entries = (ArrayNode) file.path("entries");
                    entries.insert(0, entries.remove(entries.size() - 1));
                }),
                Named.of("a false event at the place of a true one, before it", file -> {
                    ArrayNode entries = (ArrayNode) file.path("entries");
                    ObjectNode twin = entries.path(0).deepCopy();
                    ((ObjectNode) twin.path("event").path("data")).put("label", "never said");
                    twin.put("sha256", sha256(twin.path("event")));
                    entries.insert(0, twin);
                }),
                Named.of("no word of operators' requests", file -> {
                    ArrayNode entries = (ArrayNode) file.path("entries");
                    for (int i = entries.size() - 1; i >= 0; i--) {
                        if (entries.path(i).path("topic").asText().equals("operator-requests")) {
                            entries.remove(i);
                        }
                    }
                    ArrayNode read = (ArrayNode) file.path("about").path("read");
                    for (int i = read.size() - 1; i >= 0; i--) {
                        if (read.path(i).path("topic").asText().equals("operator-requests")) {
                            read.remove(i);
                        }
                    }
                    ((ObjectNode) file.path("about")).putArray("notes");
                }));
    }

    private static boolean isFailedDrill(JsonNode entry) {
        return entry.path("type").asText().startsWith("holdfast.drill.failed");
    }

    private static void sort(ArrayNode entries) {
        Stream<JsonNode> sorted = entries.valueStream()
                .sorted(java.util.Comparator.comparing(
                        entry -> entry.path("time").asText()));
        java.util.List<JsonNode> all = sorted.toList();
        entries.removeAll();
        entries.addAll(all);
    }

    private static String sha256(JsonNode event) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(CanonicalJson.text(event).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_failed_drill_that_was_removed_is_missed_although_the_file_says_that_it_read_less() throws Exception {
        forge(ForgedEvidence.without(written(), ForgedEvidenceTest::isFailedDrill));

        assertThat(check()).isEqualTo(BROKEN);
        assertThat(holdfast.out()).contains("is in the event log, but not in the file");
    }

    @Test
    void a_whole_partition_that_the_file_does_not_name_is_missed() throws Exception {
        JsonNode written = written();
        int partition = written.path("entries")
                .valueStream()
                .filter(ForgedEvidenceTest::isFailedDrill)
                .findFirst()
                .orElseThrow()
                .path("partition")
                .asInt();
        forge(ForgedEvidence.altered(
                ForgedEvidence.without(written, entry -> entry.path("partition").asInt() == partition), forged -> {
                    ArrayNode read = (ArrayNode) forged.path("about").path("read");
                    for (int i = read.size() - 1; i >= 0; i--) {
                        if (read.path(i).path("partition").asInt() == partition) {
                            read.remove(i);
                        }
                    }
                }));

        assertThat(check()).isEqualTo(BROKEN);
    }

    @ParameterizedTest
    @MethodSource("concealments")
    void what_was_hidden_otherwise_is_noticed(Consumer<ObjectNode> concealment) throws Exception {
        forge(ForgedEvidence.altered(written(), concealment));

        assertThat(check()).isEqualTo(BROKEN);
    }

    @Test
    void the_page_must_match_the_json_file() throws Exception {
        Path page = folder.resolve("q3.html");
        Files.writeString(
                page, Files.readString(page).replace("contents_differ", "").replace(">failed<", ">completed<"));

        assertThat(check()).isEqualTo(BROKEN);
        assertThat(holdfast.out()).contains("q3.html");
    }

    @Test
    void the_name_of_the_page_can_be_given_to_check() throws Exception {
        Path page = folder.resolve("q3.html");

        assertThat(holdfast.run("evidence", "--check", page.toString())).isEqualTo(WHOLE);
        Files.writeString(page, Files.readString(page) + "<!-- -->");

        assertThat(holdfast.run("evidence", "--check", page.toString())).isEqualTo(BROKEN);
    }

    @Test
    void a_page_of_another_version_cannot_be_compared() throws Exception {
        Path page = folder.resolve("q3.html");
        Files.writeString(
                page, Files.readString(page).replaceFirst("content=\"Holdfast [^\"]*\"", "content=\"Holdfast 0.0.1\""));

        assertThat(check()).isEqualTo(UNCOMPARED);
        assertThat(holdfast.out()).contains("0.0.1");
    }

    @Test
    void without_the_log_nothing_is_known_of_what_is_missing() {
        holdfast.log.refuses(new CommandException(ExitCode.UNREACHABLE, "the broker at x does not answer", ""));

        assertThat(check()).isEqualTo(UNCOMPARED);
        assertThat(holdfast.out()).contains("does not answer");
    }

    @Test
    void what_the_log_no_longer_holds_cannot_be_compared() {
        int partition = holdfast.log.lying.getFirst().partition();
        holdfast.log.lying.removeIf(record ->
                record.topic().equals("backup-events") && record.partition() == partition && record.offset() < 5);

        assertThat(check()).isEqualTo(UNCOMPARED);
        assertThat(holdfast.out()).contains("no longer contains");
    }

    @Test
    void a_signed_head_is_written_beside_the_file_and_checked_by_the_services_key() throws Exception {
        TestSigner signer = new TestSigner(folder.resolve("keys"));
        holdfast.log.answering(signer::answer);
        holdfast.clock.advance(Duration.ofSeconds(1));

        assertThat(holdfast.run(
                        "evidence",
                        "--from",
                        "2026-07-01",
                        "--sign",
                        "--out",
                        folder.resolve("s3").toString()))
                .isZero();

        assertThat(folder.resolve("s3.signature.json")).exists();
        assertThat(checkSigned("s3", signer)).isEqualTo(WHOLE);
        Files.copy(folder.resolve("s3.signature.json"), folder.resolve("q3.signature.json"));
        assertThat(checkSigned("q3", signer)).as("another file's signature").isEqualTo(BROKEN);
    }

    @Test
    void an_unsigned_file_is_not_fully_compared_if_keys_are_given() {
        assertThat(checkSigned("q3", new TestSigner(folder.resolve("keys")))).isEqualTo(UNCOMPARED);
        assertThat(holdfast.out()).contains("contains a signature of the head by a known key");
    }

    private int checkSigned(String name, TestSigner signer) {
        return holdfast.run(
                "evidence",
                "--check",
                folder.resolve(name + ".json").toString(),
                "--public-keys",
                signer.publicKeys().toString());
    }
}
