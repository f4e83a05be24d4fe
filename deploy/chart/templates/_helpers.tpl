{{/* The name of everything that belongs to the release. */}}
{{- define "pallas.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels by which pods are found. dict: root, part */}}
{{- define "pallas.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{/* All labels. dict: root, part, labels */}}
{{- define "pallas.labels" -}}
{{ include "pallas.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "pallas.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- define "pallas.secretName" -}}
{{ .Values.secret.nameOverride | default (include "pallas.fullname" .) }}
{{- end -}}

{{- define "pallas.serviceAccountName" -}}
{{- with .Values.deployment.serviceAccount -}}
{{ .name | default (ternary (include "pallas.fullname" $) "default" .create) }}
{{- end -}}
{{- end -}}

{{- define "pallas.jobServiceAccountName" -}}
{{- with .Values.job.serviceAccount -}}
{{ .name | default (ternary (printf "%s-job" (include "pallas.fullname" $)) "default" .create) }}
{{- end -}}
{{- end -}}

{{/* "true" where the admin listener asks for no token. */}}
{{- define "pallas.adminIsOpen" -}}
{{- if dig "pallas" "admin" "insecure" false .Values.kratos.config }}true{{ end -}}
{{- end -}}

{{/* Where browsers reach the public listener, unless the configuration says so. */}}
{{- define "pallas.publicUrl" -}}
{{- with .Values.ingress.public -}}
{{- if and .enabled .hosts -}}
{{ ternary "https" "http" (gt (len .tls) 0) }}://{{ (first .hosts).host }}/
{{- else -}}
http://{{ include "pallas.fullname" $ }}-public.{{ $.Release.Namespace }}.svc:{{ $.Values.service.public.port }}/
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The configuration without secrets, with what follows from the cluster. */}}
{{- define "pallas.config" -}}
{{- $admin := printf "%s-admin" (include "pallas.fullname" .) -}}
{{- $names := list $admin (printf "%s.%s" $admin .Release.Namespace) (printf "%s.%s.svc" $admin .Release.Namespace) (printf "%s.%s.svc.cluster.local" $admin .Release.Namespace) -}}
{{- range .Values.ingress.admin.hosts -}}
{{- if $.Values.ingress.admin.enabled }}{{ $names = append $names .host }}{{ end -}}
{{- end -}}
{{- $derived := dict
  "serve" (dict
    "public" (dict "host" "0.0.0.0" "base_url" (include "pallas.publicUrl" .))
    "admin" (dict "host" "0.0.0.0" "base_url" (printf "http://%s.%s.svc:%v/" $admin .Release.Namespace .Values.service.admin.port)))
  "pallas" (dict "admin" (dict "hosts" $names)) -}}
{{- if .Values.kratos.emailTemplates -}}
{{- $_ := set $derived "courier" (dict "template_override_path" "/conf/courier-templates") -}}
{{- end -}}
{{- $config := mergeOverwrite $derived (deepCopy .Values.kratos.config) -}}
{{- $config = omit $config "dsn" "secrets" -}}
{{- if dig "courier" "smtp" "connection_uri" "" $config -}}
{{- $_ := unset $config.courier.smtp "connection_uri" -}}
{{- end -}}
{{- if dig "pallas" "admin" "tokens" "" $config -}}
{{- $_ := unset $config.pallas.admin "tokens" -}}
{{- end -}}
{{- tpl (toYaml $config) . -}}
{{- end -}}

{{/* What changes when configuration or secrets change, so that pods are replaced. */}}
{{- define "pallas.checksums" -}}
{{- if .Values.configmap.hashSumEnabled }}
checksum/config: {{ include "pallas.config" . | sha256sum }}
checksum/schemas: {{ toYaml .Values.kratos.identitySchemas | sha256sum }}
checksum/templates: {{ toYaml .Values.kratos.emailTemplates | sha256sum }}
{{- end }}
{{- if and .Values.secret.enabled .Values.secret.hashSumEnabled }}
checksum/secrets: {{ toYaml (pick .Values.kratos.config "dsn" "secrets" "courier" "pallas") | sha256sum }}
{{- end }}
{{- end -}}

{{/* Variables of every container: secrets by reference, then those that are added. dict: root, extra (a list of lists) */}}
{{- define "pallas.env" -}}
{{- $taken := dict "NODE_COMPILE_CACHE" true -}}
{{- $extra := list -}}
{{- range .extra }}{{ range . }}
{{- if not (hasKey $taken .name) }}{{ $extra = append $extra . }}{{ end }}
{{- $_ := set $taken .name true -}}
{{- end }}{{ end -}}
{{- $secret := include "pallas.secretName" .root -}}
{{- $keys := dict "DSN" "dsn" "SECRETS_DEFAULT" "secretsDefault" "SECRETS_COOKIE" "secretsCookie" "SECRETS_CIPHER" "secretsCipher" "COURIER_SMTP_CONNECTION_URI" "smtpConnectionURI" -}}
{{- if not (include "pallas.adminIsOpen" .root) }}{{ $_ := set $keys "PALLAS_ADMIN_TOKENS" "adminTokens" }}{{ end -}}
- name: NODE_COMPILE_CACHE
  value: /tmp/pallas
{{- range $name, $key := $keys }}
{{- if not (hasKey $taken $name) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ $key }}
      optional: true
{{- end }}
{{- end }}
{{- with $extra }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "pallas.envFrom" -}}
{{- with . }}
envFrom:
  - secretRef:
      name: {{ . }}
{{- end }}
{{- end -}}

{{- define "pallas.volumeMounts" -}}
- name: config
  mountPath: /etc/config
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .Values.kratos.emailTemplates }}
- name: templates
  mountPath: /conf/courier-templates
  readOnly: true
{{- end }}
{{- end -}}

{{/* dict: root, config: the name of the ConfigMap */}}
{{- define "pallas.volumes" -}}
- name: config
  configMap:
    name: {{ .config }}
- name: tmp
  emptyDir: {}
{{- if .root.Values.kratos.emailTemplates }}
- name: templates
  configMap:
    name: {{ include "pallas.fullname" .root }}-templates
    items:
{{- range $kind, $cases := .root.Values.kratos.emailTemplates }}
{{- range $case, $texts := $cases }}
{{- range $part, $file := dict "subject" "email.subject.gotmpl" "body" "email.body.gotmpl" "plainBody" "email.body.plaintext.gotmpl" }}
{{- if hasKey $texts $part }}
      - key: {{ printf "%s.%s.%s" $kind $case $file }}
        path: {{ printf "%s/%s/%s" $kind $case $file }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What a pod says of where it runs. */}}
{{- define "pallas.placement" -}}
{{- range $key := list "nodeSelector" "affinity" "tolerations" "topologySpreadConstraints" "dnsConfig" }}
{{- with index $ $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* Values that are a text of YAML, or YAML. dict: root, value */}}
{{- define "pallas.list" -}}
{{- if kindIs "string" .value }}{{ tpl .value .root }}{{ else }}{{ toYaml .value }}{{ end -}}
{{- end -}}
