package io.holdfast.store.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseEncryptionRecipientsTest {

    private static final String ANN = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    private static final String BOB = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg";
    private static final DatabaseId APP = new DatabaseId("app");
    private static final DatabaseId CRM = new DatabaseId("crm");

    @Test
    void without_recipients_nothing_is_encrypted() {
        assertThat(recipients(Keys.of(), Map.of("app", Keys.of())).of(APP)).isEmpty();
    }

    @Test
    void a_database_may_have_recipients_of_its_own_or_none() {
        DatabaseEncryptionRecipients recipients =
                recipients(Keys.of(ANN), Map.of("crm", Keys.of(ANN, BOB), "wiki", Keys.of("none")));

        assertThat(recipients.of(APP).orElseThrow().keys()).containsExactly(ANN);
        assertThat(recipients.of(CRM).orElseThrow().keys()).containsExactly(ANN, BOB);
        assertThat(recipients.of(new DatabaseId("wiki"))).isEmpty();
        assertThat(recipients.all()).hasSize(2);
    }

    @Test
    void what_is_no_public_key_is_refused_with_the_name_of_the_setting() {
        assertThatThrownBy(() -> recipients(Keys.of(), Map.of("app", Keys.of("hunter2"))))
                .hasMessageContaining("holdfast.databases.app.encryption.recipients: recipient 1")
                .hasMessageNotContaining("hunter2");
    }

    private record Keys(Optional<List<String>> recipients)
            implements EncryptionSettings.Encrypted,
                    EncryptionSettings.EncryptedDatabase,
                    EncryptionSettings.DatabaseRecipientSettings {

        static Keys of(String... keys) {
            return new Keys(Optional.of(List.of(keys)).filter(some -> !some.isEmpty()));
        }

        @Override
        public EncryptionSettings.DatabaseRecipientSettings encryption() {
            return this;
        }
    }

    private record Settings(
            EncryptionSettings.Encrypted encryption, Map<String, EncryptionSettings.EncryptedDatabase> databases)
            implements EncryptionSettings {}

    private static DatabaseEncryptionRecipients recipients(
            Keys usual, Map<String, EncryptionSettings.EncryptedDatabase> databases) {
        return new DatabaseEncryptionRecipients(new Settings(usual, databases));
    }
}
