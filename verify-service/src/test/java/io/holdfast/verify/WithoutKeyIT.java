package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutKeyProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class WithoutKeyIT extends RunningService {

    @Test
    void an_encrypted_backup_waits_for_a_person_and_says_for_what() {
        BackupCompleted completed = encrypted("closed");

        log.publish(completed);

        VerificationInconclusive waiting = log.await(VerificationInconclusive.class, about(completed.backup()));
        assertThat(waiting.message()).contains("holdfast.encryption.identity-file");
        assertThat(waiting.retryAt()).isNull();
    }

    @Test
    void where_checksums_are_trusted_it_is_verified_at_l1_and_says_so() {
        BackupCompleted completed = encrypted("trusting");

        log.publish(completed);

        BackupVerified verified = log.await(BackupVerified.class, about(completed.backup()));
        assertThat(verified.level()).isEqualTo(VerificationLevel.L1);
        assertThat(verified.findings()).extracting(Finding::code).contains("no_key");
    }

    private BackupCompleted encrypted(String database) {
        BackupCompleted plain = source(database).complete(BackupKind.FULL, DAY_1);
        Path folder = TestInfrastructure.backups();
        String stranger = AgeEncryptionFixture.generate(folder.resolveSibling("stranger.key"));
        Path file = AgeEncryptionFixture.encrypt(
                folder.resolve(plain.copies().getFirst().key()), stranger);
        return TestSourceDatabase.with(plain, TestSourceDatabase.copy(file));
    }
}
