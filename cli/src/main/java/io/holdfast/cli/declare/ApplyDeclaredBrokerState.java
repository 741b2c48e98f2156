package io.holdfast.cli.declare;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.kafka.BrokerConnectionSettings;
import io.holdfast.events.log.TopicFlushPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** Applies declared topics, ACLs, quotas and passwords to a broker, with Kafka's Admin API. */
final class ApplyDeclaredBrokerState {

    private static final int ITERATIONS = 8192;

    private final BrokerConnectionSettings connection;

    ApplyDeclaredBrokerState(BrokerConnectionSettings connection) {
        this.connection = connection;
    }

    /**
     * ACLs are applied before passwords, so that a user that can sign in never has more rights than declared. ACLs are added before others
     * are removed, so that a running service always has its rights.
     *
     * @throws CommandException if the broker is not reachable, or denies a change
     */
    BrokerChangeCounts apply(DeclaredBrokerState declaration, BrokerUserPasswordReader passwords) {
        try (Admin admin = connection.admin()) {
            Set<String> existingTopics = answer(admin.listTopics().names());
            int topics = createTopics(admin, declaration.topics(), existingTopics);
            int flushed = flushTopics(admin, declaration.topics(), existingTopics);
            Set<AclBinding> declared = declaration.users().stream()
                    .flatMap(user -> user.rights().stream())
                    .collect(Collectors.toSet());
            Set<AclBinding> existing = rightsOf(admin, declaration.users());
            int added = addRights(admin, minus(declared, existing));
            int removed = removeRights(admin, minus(existing, declared));
            setQuotas(admin, declaration.users());
            return new BrokerChangeCounts(
                    topics, flushed, added, removed, setPasswords(admin, declaration.users(), passwords));
        } catch (KafkaException e) {
            throw connection.commandException(e);
        }
    }

    private static int createTopics(Admin admin, List<NewTopic> declared, Set<String> existing) {
        List<NewTopic> missing = declared.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        int created = 0;
        for (KafkaFuture<Void> creation : admin.createTopics(missing).values().values()) {
            try {
                answer(creation);
                created++;
            } catch (TopicExistsException e) {
                // Another process has created the topic since the topics were listed.
                continue;
            }
        }
        return created;
    }

    /** Sets {@code flush.messages} on existing topics that need it. Their other settings do not change. */
    private static int flushTopics(Admin admin, List<NewTopic> declared, Set<String> existing) {
        List<String> kept =
                declared.stream().map(NewTopic::name).filter(existing::contains).toList();
        Map<ConfigResource, Collection<AlterConfigOp>> missing = TopicFlushPolicy.missing(
                answer(admin.describeTopics(kept).allTopicNames()).values(),
                answer(admin.describeConfigs(TopicFlushPolicy.resources(kept)).all()));
        answer(admin.incrementalAlterConfigs(missing).all());
        return missing.size();
    }

    private static Set<AclBinding> rightsOf(Admin admin, List<DeclaredBrokerUser> users) {
        Set<String> principals =
                users.stream().map(DeclaredBrokerUser::principal).collect(Collectors.toSet());
        Collection<AclBinding> all =
                answer(admin.describeAcls(AclBindingFilter.ANY).values());
        return all.stream()
                .filter(right -> principals.contains(right.entry().principal()))
                .collect(Collectors.toSet());
    }

    private static int addRights(Admin admin, Set<AclBinding> rights) {
        answer(admin.createAcls(rights).all());
        return rights.size();
    }

    private static int removeRights(Admin admin, Set<AclBinding> rights) {
        answer(admin.deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                .all());
        return rights.size();
    }

    /** Sets the declared quotas, and removes others. */
    private static void setQuotas(Admin admin, List<DeclaredBrokerUser> users) {
        List<ClientQuotaAlteration> alterations = users.stream()
                .map(user -> new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user.name())),
                        StrimziKafkaUserParser.QUOTAS.values().stream()
                                .map(quota -> new ClientQuotaAlteration.Op(
                                        quota, user.quotas().get(quota)))
                                .toList()))
                .toList();
        answer(admin.alterClientQuotas(alterations).all());
    }

    private static int setPasswords(Admin admin, List<DeclaredBrokerUser> users, BrokerUserPasswordReader passwords) {
        List<UserScramCredentialAlteration> alterations = new ArrayList<>();
        for (DeclaredBrokerUser user : users) {
            if (user.hasPassword()) {
                passwords
                        .of(user.name())
                        .ifPresent(password -> alterations.add(new UserScramCredentialUpsertion(
                                user.name(),
                                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                                password)));
            }
        }
        if (!alterations.isEmpty()) {
            answer(admin.alterUserScramCredentials(alterations).all());
        }
        return alterations.size();
    }

    private static Set<AclBinding> minus(Set<AclBinding> all, Set<AclBinding> some) {
        Set<AclBinding> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
